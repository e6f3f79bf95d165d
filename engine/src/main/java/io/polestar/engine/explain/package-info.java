/** Why a metric changed, and what would follow if others did: the tree as algebra. */
@NullMarked
package io.polestar.engine.explain;

import org.jspecify.annotations.NullMarked;
