/** The machine-readable description of the API. */
@NullMarked
package io.polestar.api.openapi;

import org.jspecify.annotations.NullMarked;
