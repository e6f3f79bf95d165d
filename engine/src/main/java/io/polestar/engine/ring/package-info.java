/** The ring between the intake and the windows. The only package that knows the Disruptor. */
@NullMarked
package io.polestar.engine.ring;

import org.jspecify.annotations.NullMarked;
