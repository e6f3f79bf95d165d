/** The dashboard's files, served from the class path. */
@NullMarked
package io.polestar.api.site;

import org.jspecify.annotations.NullMarked;
