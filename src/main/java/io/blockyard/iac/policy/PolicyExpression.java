package io.blockyard.iac.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.blockyard.problem.Problem;
import io.blockyard.problem.ProblemException;
import java.util.Map;

/** One expression, compiled: it sees nothing but the plan, and ends within bounds. */
public final class PolicyExpression {

    private static final int LONGEST = 4_000;
    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(200_000)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(50)
            .build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("plan", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final CelRuntime.Program program;

    private PolicyExpression(CelRuntime.Program program) {
        this.program = program;
    }

    /** @throws ProblemException INVALID, with line and column where the compiler knows them */
    public static PolicyExpression of(String text) {
        try {
            var tree = COMPILER.compile(text).getAst();
            requireTruthValue(tree);
            return new PolicyExpression(RUNTIME.createProgram(tree));
        } catch (CelValidationException malformed) {
            var problems = malformed.getErrors().stream()
                    .map(issue -> invalid(issue.getMessage())
                            .at(
                                    "expression",
                                    Math.max(1, issue.getSourceLocation().getLine()),
                                    Math.max(1, issue.getSourceLocation().getColumn() + 1)))
                    .toList();
            throw new ProblemException(ProblemException.Kind.INVALID, problems);
        } catch (CelEvaluationException unusable) {
            throw new ProblemException(ProblemException.Kind.INVALID, invalid(String.valueOf(unusable.getMessage())));
        }
    }

    private static void requireTruthValue(CelAbstractSyntaxTree tree) {
        var type = tree.getResultType();
        if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
            throw new ProblemException(
                    ProblemException.Kind.INVALID, invalid("it is of the type " + type.name() + ", not true or false"));
        }
    }

    private static Problem invalid(String why) {
        return Problem.error(
                        "policy.expression",
                        "The expression cannot be used: " + why + ".",
                        "An expression is CEL over plan, such as plan.summary.delete == 0.")
                .at("expression");
    }

    /**
     * Whether the plan keeps the rule.
     *
     * @param plan as {@link PlanFacts} tells it
     * @throws ProblemException UNPLANNABLE when the expression asks for what a plan does not have
     */
    public boolean holds(Map<String, Object> plan) {
        try {
            return Boolean.TRUE.equals(program.eval(Map.of("plan", plan)));
        } catch (CelEvaluationException failed) {
            throw ProblemException.of(
                    ProblemException.Kind.UNPLANNABLE,
                    "policy.evaluation",
                    "The expression cannot be decided for this plan: " + failed.getMessage() + ".",
                    "Ask with has(…) for what need not be there.");
        }
    }
}
