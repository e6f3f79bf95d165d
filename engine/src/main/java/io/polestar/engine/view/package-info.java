/** What readers see: plain records of one published moment. All values of one record share one sequence. */
@NullMarked
package io.polestar.engine.view;

import org.jspecify.annotations.NullMarked;
