/**
 * The outside of a Polestar process: HTTP, WebSocket, dashboard and {@code main}.
 */
@NullMarked
package io.polestar.api;

import org.jspecify.annotations.NullMarked;
