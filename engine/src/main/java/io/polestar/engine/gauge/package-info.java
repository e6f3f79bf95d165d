/** What rules see: the numbers that they compare, taken from windows and from history, and remembered where a rule needs memory. */
@NullMarked
package io.polestar.engine.gauge;

import org.jspecify.annotations.NullMarked;
