package io.polestar.engine.tree;

/**
 * A statement that a metric is made of others. What is left over, {@code parent − formula}, is the residual.
 *
 * @param parent id of the metric that is made up
 * @param formula its variables are the ids of the children
 */
public record Component(String parent, Formula formula) {}
