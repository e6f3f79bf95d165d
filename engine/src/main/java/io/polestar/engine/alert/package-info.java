/** Alert rules at work: which condition holds since when, what was fired, and what a restart must remember of it. */
@NullMarked
package io.polestar.engine.alert;

import org.jspecify.annotations.NullMarked;
