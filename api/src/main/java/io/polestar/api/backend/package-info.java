/** The engine as the API sees it. */
@NullMarked
package io.polestar.api.backend;

import org.jspecify.annotations.NullMarked;
