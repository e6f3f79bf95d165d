package io.polestar.engine.tree;

/**
 * A metric that must not suffer while another one is improved.
 *
 * @param metric id of the metric to keep an eye on
 * @param guards id of the metric it protects from being won at any price
 */
public record Guardrail(String metric, String guards) {}
