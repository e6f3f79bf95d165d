/** Readings and definitions as JSON: numbers or null, times as RFC 3339 in UTC. */
@NullMarked
package io.polestar.api.json;

import org.jspecify.annotations.NullMarked;
