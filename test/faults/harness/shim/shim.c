/* What a program is told by its system, as a file says: loaded before libc, so that the program itself is as it is delivered.
 * SHIM_FILE holds "clock <seconds>", "full" (no room on the disk) or "eio" (what was written cannot be forced to disk). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static char last[64];
static long looked = -1;

/* Looked at twenty times a second at most: some programs ask for the time in every line. */
static const char *told(void) {
  struct timespec now;
  syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
  long tick = now.tv_sec * 20 + now.tv_nsec / 50000000;
  const char *path = getenv("SHIM_FILE");
  if (path == NULL || tick == looked) return last;
  looked = tick;
  int kept = errno;
  long file = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0);
  if (file >= 0) {
    long length = syscall(SYS_read, file, last, sizeof last - 1);
    last[length < 0 ? 0 : length] = 0;
    syscall(SYS_close, file);
  }
  errno = kept;
  return last;
}

static long jump(void) {
  const char *what = told();
  return strncmp(what, "clock ", 6) == 0 ? atol(what + 6) : 0;
}

int clock_gettime(clockid_t which, struct timespec *at) {
  int failed = syscall(SYS_clock_gettime, which, at);
  if (failed == 0 && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) at->tv_sec += jump();
  return failed;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
  struct timespec now;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at != NULL) *at = now.tv_sec;
  return now.tv_sec;
}

static int fails(const char *what, int with) {
  if (strncmp(told(), what, strlen(what)) != 0) return 0;
  errno = with;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fsync(int file) { return fails("eio", EIO) ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return fails("eio", EIO) ? -1 : REAL(fdatasync)(file); }
