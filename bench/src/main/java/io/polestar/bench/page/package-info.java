/** The dashboard in a real browser: how soon it is there, what it costs to keep open, how smoothly its charts move. */
@NullMarked
package io.polestar.bench.page;

import org.jspecify.annotations.NullMarked;
