/** The routes that answer one request each. */
@NullMarked
package io.polestar.api.http;

import org.jspecify.annotations.NullMarked;
