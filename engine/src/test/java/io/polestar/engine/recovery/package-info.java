/** What a restart brings back: from whole, torn, damaged and foreign data directories. */
package io.polestar.engine.recovery;
