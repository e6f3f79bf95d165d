/** Other engines counting the stream of {@code io.polestar.bench.peer}. Built by the Maven profile {@code peers} only. */
@NullMarked
package io.polestar.peers;

import org.jspecify.annotations.NullMarked;
