/** Rejected events, kept with their reason until somebody has seen to them. */
@NullMarked
package io.polestar.ingest.quarantine;

import org.jspecify.annotations.NullMarked;
