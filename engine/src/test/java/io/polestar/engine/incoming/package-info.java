/** What comes in and is not simply counted: corrections of earlier events, batches that their producers number. */
package io.polestar.engine.incoming;
