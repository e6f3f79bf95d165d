/**
 * How alerts reach people: what was decided in {@code engine.dispatch} is explained, kept until it is delivered, and sent.
 *
 * <pre>
 *     dispatch ──▶ intake ──▶ outbox ──▶ a delivery thread for each channel ──▶ sender ──▶ receiver
 *                  briefer     disk
 * </pre>
 */
@NullMarked
package io.polestar.api.channel;

import org.jspecify.annotations.NullMarked;
