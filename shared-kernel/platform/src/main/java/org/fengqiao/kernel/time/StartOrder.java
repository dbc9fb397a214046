package org.fengqiao.kernel.time;

/** Order of what a service does when it starts, as priorities of those who observe the start. */
public final class StartOrder {

    /**
     * Priority of what has to be known before the first record is read: the connectors begin to read at
     * {@link jakarta.interceptor.Interceptor.Priority#LIBRARY_BEFORE}, and whoever has no priority is told long after.
     */
    public static final int BEFORE_RECORDS = jakarta.interceptor.Interceptor.Priority.PLATFORM_BEFORE;

    private StartOrder() {}
}
