/** What a journal holds, read from its files alone: whether it is sound, what is in it, and its events as clients send them. */
@NullMarked
package io.polestar.engine.inspect;

import org.jspecify.annotations.NullMarked;
