package org.diplofeed.web;

import java.util.List;

/** Ends the handling of a request with a problem. For faults of the request itself; a decider's refusals are values. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    public ProblemException(ProblemType type, String detail, List<ProblemError> errors) {
        this(Problem.of(type, detail, errors));
    }

    /** What the client is told. */
    public Problem problem() {
        return problem;
    }
}
