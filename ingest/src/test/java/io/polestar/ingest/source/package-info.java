@NullMarked
package io.polestar.ingest.source;

import org.jspecify.annotations.NullMarked;
