/**
 * Wire formats: the bytes of one request body become events of an {@link io.polestar.engine.event.EventBatch}, or rejections
 * that say which event broke which rule.
 *
 * <pre>
 *   content type ─▶ MediaTypes ─▶ WireFormat ┐
 *   stream ─▶ BodyReader (gunzip, bound) ────┴▶ EventReader ─▶ EventGrammar ─▶ EventBatch
 *                                               (framing)      (one event)  └▶ Rejection
 * </pre>
 */
@NullMarked
package io.polestar.ingest.wire;

import org.jspecify.annotations.NullMarked;
