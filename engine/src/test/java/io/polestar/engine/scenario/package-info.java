/** Alerts as plain scripts: what is given, and what is to be seen and told when. */
@org.jspecify.annotations.NullMarked
package io.polestar.engine.scenario;
