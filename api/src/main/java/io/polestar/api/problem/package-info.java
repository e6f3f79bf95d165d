/** What went wrong, told to a client as an RFC 9457 problem document. */
@NullMarked
package io.polestar.api.problem;

import org.jspecify.annotations.NullMarked;
