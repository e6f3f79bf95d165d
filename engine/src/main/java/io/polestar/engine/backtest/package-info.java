/** What a backtest is asked and what it answers, and the book it keeps of one rule while the journal is read. */
@NullMarked
package io.polestar.engine.backtest;

import org.jspecify.annotations.NullMarked;
