package io.polestar.api.channel;

import io.polestar.api.channel.outbox.ChannelCounts;
import io.polestar.engine.tree.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A channel and how it fares.
 *
 * @param id its id
 * @param channel what the definition says of it; null when it no longer does, but messages of it are left
 * @param counts how it fares
 */
public record ChannelStatus(String id, @Nullable Channel channel, ChannelCounts counts) {}
