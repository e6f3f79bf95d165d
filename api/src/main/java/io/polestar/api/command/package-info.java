/** The commands of the executable jar. */
@NullMarked
package io.polestar.api.command;

import org.jspecify.annotations.NullMarked;
