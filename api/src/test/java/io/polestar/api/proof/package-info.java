/** Proofs from end to end: real orders against their rows, and processes that are killed. */
package io.polestar.api.proof;
