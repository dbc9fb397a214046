package org.fengqiao.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A Java program that runs as a process of its own.
 *
 * @param name how it is called in messages, notes and logs, such as {@code intake}
 * @param jvmOptions memory limits and the like
 * @param classPath as {@code java -cp} takes it
 * @param mainClass its entry
 * @param arguments its own arguments
 * @param environment what is added to the environment of this process
 * @param log the file that takes what it prints; null if it prints to where this process prints
 */
record Program(
        String name,
        List<String> jvmOptions,
        String classPath,
        String mainClass,
        List<String> arguments,
        Map<String, String> environment,
        @Nullable Path log) {

    Program {
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * The process, not yet started. It ends with this one and leaves Ctrl-C to it, so that all end in the right order.
     *
     * @param moreOptions the virtual machine's, after the program's own
     */
    ProcessBuilder process(Path ownJar, List<String> moreOptions) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(moreOptions);
        command.addAll(List.of("-cp", classPath + ":" + ownJar, WatchedProcess.class.getName(), mainClass));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.PIPE);
        if (log == null) {
            builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
        } else {
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        }
        return builder;
    }
}
