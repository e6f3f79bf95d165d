package io.polestar.engine.explain;

import java.util.List;

/**
 * A change by the variables of a formula. If the change is known, the contributions that are known add up to it.
 *
 * @param formula the formula
 * @param methods how the change was shared out, each once
 * @param contributions one for each variable in the formula's order, then the residual of a component, then the joint effect if there is one
 */
public record FormulaChange(String formula, List<Method> methods, List<Contribution> contributions) {
    public FormulaChange {
        methods = List.copyOf(methods);
        contributions = List.copyOf(contributions);
    }
}
