package org.fengqiao.containers;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Progress of a class whose report is only written at its end: each test says when it begins, and how it ended after
 * how long, so that a run which is ended from outside has told what it had done.
 */
final class Progress implements BeforeTestExecutionCallback, TestWatcher {

    private static final Namespace NAMESPACE = Namespace.create(Progress.class);
    private static final String BEGAN = "began";

    @Override
    public void beforeTestExecution(ExtensionContext test) {
        test.getStore(NAMESPACE).put(BEGAN, Instant.now());
        say(test, "begins");
    }

    @Override
    public void testSuccessful(ExtensionContext test) {
        say(test, "passed" + after(test));
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        say(test, "failed" + after(test) + ": " + cause);
    }

    @Override
    public void testAborted(ExtensionContext test, Throwable cause) {
        say(test, "was left out: " + cause.getMessage());
    }

    private static String after(ExtensionContext test) {
        return Optional.ofNullable(test.getStore(NAMESPACE).get(BEGAN, Instant.class))
                .map(began -> " after %d s"
                        .formatted(Duration.between(began, Instant.now()).toSeconds()))
                .orElse("");
    }

    private static void say(ExtensionContext test, String what) {
        System.out.println(test.getRequiredTestMethod().getName() + " " + what);
    }
}
