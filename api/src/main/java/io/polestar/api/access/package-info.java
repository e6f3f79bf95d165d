/** Who may: tokens, roles, hosts and origins. */
@NullMarked
package io.polestar.api.access;

import org.jspecify.annotations.NullMarked;
