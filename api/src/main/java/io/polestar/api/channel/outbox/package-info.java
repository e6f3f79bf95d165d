/** The durable outbox: what was taken is delivered at least once, in order for each alert, whatever happens to the process. */
@NullMarked
package io.polestar.api.channel.outbox;

import org.jspecify.annotations.NullMarked;
