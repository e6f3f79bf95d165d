/**
 * The way from bytes to events: wire formats, sources, and typed rejections for what is not an event.
 */
@NullMarked
package io.polestar.ingest;

import org.jspecify.annotations.NullMarked;
