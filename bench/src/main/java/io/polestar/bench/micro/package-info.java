/**
 * What single steps on the way of an event cost, by JMH: each class asks one question. All of them, with what they allocate:
 * {@code bin/polestar bench jmh -prof gc}.
 */
@NullMarked
package io.polestar.bench.micro;

import org.jspecify.annotations.NullMarked;
