/*
 * Notes what a process writes to the files whose paths begin with $NOTED, and when it syncs them, so that a test can make
 * the files that a power failure would leave. Preloaded: cc -shared -fPIC -o forgetting.so forgetting.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int notes = -1;

/* The path of a file, where it is one of those; its length, or 0. */
static size_t noted(int fd, char *path, size_t most) {
  const char *prefix = getenv("NOTED");
  char link[64], number[16];
  int digits = 0;
  if (prefix == NULL || fd < 3) return 0;
  strcpy(link, "/proc/self/fd/");
  for (int rest = fd; rest > 0; rest /= 10) number[digits++] = '0' + rest % 10;
  size_t end = strlen(link);
  while (digits > 0) link[end++] = number[--digits];
  link[end] = 0;
  ssize_t length = readlink(link, path, most);
  return length > 0 && strncmp(path, prefix, strlen(prefix)) == 0 ? (size_t)length : 0;
}

static void put(const void *bytes, size_t length) {
  syscall(SYS_write, notes, bytes, length);
}

/* A note: a letter, the path, an offset, and bytes. */
static void note(char kind, int fd, int64_t offset, const void *bytes, uint32_t length) {
  char path[512];
  uint32_t size = (uint32_t)noted(fd, path, sizeof path);
  if (size == 0) return;
  pthread_mutex_lock(&lock);
  if (notes < 0) notes = open(getenv("NOTES"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  put(&kind, 1);
  put(&size, 4);
  put(path, size);
  put(&offset, 8);
  put(&length, 4);
  if (length > 0) put(bytes, length);
  pthread_mutex_unlock(&lock);
}

#define ORIGINAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  ssize_t written = ORIGINAL(pwrite64)(fd, bytes, length, offset);
  if (written > 0) note('w', fd, offset, bytes, (uint32_t)written);
  return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  ssize_t written = ORIGINAL(pwrite)(fd, bytes, length, offset);
  if (written > 0) note('w', fd, offset, bytes, (uint32_t)written);
  return written;
}

int ftruncate64(int fd, off64_t length) {
  int result = ORIGINAL(ftruncate64)(fd, length);
  if (result == 0) note('t', fd, length, NULL, 0);
  return result;
}

int ftruncate(int fd, off_t length) {
  int result = ORIGINAL(ftruncate)(fd, length);
  if (result == 0) note('t', fd, length, NULL, 0);
  return result;
}

int fsync(int fd) {
  int result = ORIGINAL(fsync)(fd);
  if (result == 0) note('s', fd, 0, NULL, 0);
  return result;
}

int fdatasync(int fd) {
  int result = ORIGINAL(fdatasync)(fd);
  if (result == 0) note('s', fd, 0, NULL, 0);
  return result;
}
