/** The running server: its configuration, its routes put together, start and stop. */
@NullMarked
package io.polestar.api.server;

import org.jspecify.annotations.NullMarked;
