/** Load from outside: a server process, clients that keep their connections, and what they measure. */
@NullMarked
package io.polestar.bench.load;

import org.jspecify.annotations.NullMarked;
