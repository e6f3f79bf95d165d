/** What is told of alerts, and what never is. */
@org.jspecify.annotations.NullMarked
package io.polestar.engine.dispatch;
