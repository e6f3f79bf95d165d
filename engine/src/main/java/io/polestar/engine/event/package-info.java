/** Events as they travel: a batch of encoded events, and the cursor that reads it back. */
@NullMarked
package io.polestar.engine.event;

import org.jspecify.annotations.NullMarked;
