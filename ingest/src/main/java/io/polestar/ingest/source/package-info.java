/**
 * Events out of files: a mapping says how a row becomes an event, an importer sends the rows in order to a sink, and
 * a sink is a server or an engine in this process. Sinks take the same lines that a client posts, so that both ways in
 * pass the same checks.
 */
@NullMarked
package io.polestar.ingest.source;

import org.jspecify.annotations.NullMarked;
