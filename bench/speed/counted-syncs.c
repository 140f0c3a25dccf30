/*
 * Counts how often a process syncs a file, and how long that takes, in the first 24 bytes of $SYNCS, where others read them:
 * syncs, nanoseconds in them, and nanoseconds that each takes longer than the disk needs, which others write.
 * Preloaded: cc -shared -fPIC -o counted-syncs.so counted-syncs.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

struct counts { uint64_t syncs, nanoseconds, slower; };
static struct counts nowhere, *counts = &nowhere;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("SYNCS");
  int fd = path == NULL ? -1 : open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *shared = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (shared != MAP_FAILED) counts = shared;
  close(fd);
}

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int counted(int (*sync)(int), int fd) {
  uint64_t before = now(), slower = __atomic_load_n(&counts->slower, __ATOMIC_RELAXED);
  int result = sync(fd);
  if (slower > 0) {
    struct timespec rest = {(time_t)(slower / 1000000000u), (long)(slower % 1000000000u)};
    nanosleep(&rest, NULL);
  }
  __atomic_fetch_add(&counts->syncs, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add(&counts->nanoseconds, now() - before, __ATOMIC_RELAXED);
  return result;
}

#define ORIGINAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fsync(int fd) { return counted(ORIGINAL(fsync), fd); }

int fdatasync(int fd) { return counted(ORIGINAL(fdatasync), fd); }
