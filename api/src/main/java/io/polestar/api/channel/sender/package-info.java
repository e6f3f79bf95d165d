/** The senders: a message in the form each kind of channel asks for, and what its answer means. */
@NullMarked
package io.polestar.api.channel.sender;

import org.jspecify.annotations.NullMarked;
