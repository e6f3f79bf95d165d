/** Values pushed as they change, over WebSocket and server-sent events. */
@NullMarked
package io.polestar.api.live;

import org.jspecify.annotations.NullMarked;
