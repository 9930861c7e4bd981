package org.junit.jupiter.api;

import org.junit.jupiter.api.function.Executable;

/** Declares what test code uses of the class of that name. */
public class Assertions {
    public static void assertEquals(int expected, int actual) {}

    public static void assertEquals(Object expected, Object actual) {}

    public static <T extends Throwable> T assertThrows(Class<T> expected, Executable executable) {
        return null;
    }
}
