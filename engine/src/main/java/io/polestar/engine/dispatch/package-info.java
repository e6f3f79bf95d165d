/** From what happened to alerts to the messages that tell of it. */
@NullMarked
package io.polestar.engine.dispatch;

import org.jspecify.annotations.NullMarked;
