/**
 * The definition of a tree: its metrics, dimensions, edges and alert rules, the formulas and conditions in them, and the reader that
 * turns one YAML file into a {@link io.polestar.engine.tree.Definition} or into the list of everything that is wrong with it.
 *
 * <p>Everything public here is immutable and may be shared between threads.
 */
@NullMarked
package io.polestar.engine.tree;

import org.jspecify.annotations.NullMarked;
