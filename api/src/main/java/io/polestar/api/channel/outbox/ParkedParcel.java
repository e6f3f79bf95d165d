package io.polestar.api.channel.outbox;

import io.polestar.api.channel.wording.Parcel;

/**
 * A message set aside.
 *
 * @param parcel the message
 * @param reason why
 * @param millis when, epoch milliseconds
 */
public record ParkedParcel(Parcel parcel, String reason, long millis) {}
