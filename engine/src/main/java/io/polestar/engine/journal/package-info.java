/** The journal: every accepted event in its order, on Chronicle Queue. The only package that knows Chronicle. */
@NullMarked
package io.polestar.engine.journal;

import org.jspecify.annotations.NullMarked;
