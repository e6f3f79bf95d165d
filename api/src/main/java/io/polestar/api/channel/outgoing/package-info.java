/** Calls to other machines: where they may go, what they may carry, and how long they may take. */
@NullMarked
package io.polestar.api.channel.outgoing;

import org.jspecify.annotations.NullMarked;
